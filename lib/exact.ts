/** One place for what TypeScript's exactOptionalPropertyTypes says of the CDK's own classes. */

/** `Interface`, but an optional property may also be there and hold `undefined`. */
type Inexact<Interface> = { [Key in keyof Interface]: Interface[Key] | undefined };

/**
 * A construct as the interface that it implements. The CDK is compiled without
 * exactOptionalPropertyTypes: its classes give `encryptionKey: IKey | undefined` where its
 * interfaces say `encryptionKey?: IKey`. With the option on, which finds mistakes in our own code,
 * a `Bucket` is therefore not an `IBucket`.
 */
export function exact<Interface>(construct: Inexact<Interface>): Interface {
  return construct as Interface;
}
