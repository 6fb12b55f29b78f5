/** What a role may do according to the templates, and which services may use a resource. */
import type { Part } from './part';
import type { Resource, Templates } from './templates';

/**
 * Whether a role's own policies allow an action on a resource. Conditions are ignored.
 * @param resource the resource as `Templates.render` writes it
 */
export function permits(app: Templates, role: Resource, action: string, resource: string): boolean {
  return policies(app, role).some(({ document, stack }) =>
    document
      .at('Statement')
      .list.some(
        (statement) =>
          statement.at('Effect').text === 'Allow' &&
          statement.at('Action').list.some(({ text }) => matches(text ?? '', action)) &&
          statement.at('Resource').list.some((pattern) => matches(app.render(pattern, stack), resource)),
      ),
  );
}

/** Whether a resource's own policy allows a service an action. */
export function opensTo(document: Part, service: string, action: string): boolean {
  return document
    .at('Statement')
    .list.some(
      (statement) =>
        statement.at('Effect').text === 'Allow' &&
        statement.at('Principal', 'Service').list.some(({ text }) => text === service) &&
        statement.at('Action').list.some(({ text }) => matches(text ?? '', action)),
    );
}

/** The key of ours, if any, that encrypts a bucket's objects. */
export function keyOf(bucket: Resource, app: Templates): Resource | undefined {
  const encryption = bucket.properties.at('BucketEncryption', 'ServerSideEncryptionConfiguration', 0);
  return app.target(encryption.at('ServerSideEncryptionByDefault', 'KMSMasterKeyID'), bucket);
}

function policies(app: Templates, role: Resource) {
  const inline = role.properties
    .at('Policies')
    .list.map((policy) => ({ document: policy.at('PolicyDocument'), stack: role.stack }));
  const attached = app
    .of('AWS::IAM::Policy')
    .filter((policy) => policy.properties.at('Roles').list.some((name) => app.target(name, policy) === role))
    .map(({ properties, stack }) => ({ document: properties.at('PolicyDocument'), stack }));
  return [...inline, ...attached];
}

/** Matches as IAM does: `*` for any characters, `?` for one. */
function matches(pattern: string, value: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(value);
}
