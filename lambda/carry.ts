/** `carry` as a command, for the CDK's bundling: name of the function, directory of its bundle. */
import { carry } from './bundling';

const [name = '', directory = ''] = process.argv.slice(2);
carry(name, directory);
