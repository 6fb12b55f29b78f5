/** `npm run query`: queries the lake that a run on this machine has left. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';
import { QUERY_FLAGS, questionList, readOptions } from '../local/query/options';

export const command = defineCommand({
  name: 'query',
  summary: 'Queries the lake that a run on this machine has left. It writes nothing to the lake.',
  usage: {
    '-- NAME [flags]': 'Answer a question by its name',
    '-- "SELECT … FROM trips WHERE year = … AND month = …"': 'Answer your own SQL',
  },
  flags: QUERY_FLAGS,
  takesPositionals: true,
  notes: questionList(),
  statuses: { 0: 'The question was answered', 1: 'There is no lake or no such question, or the SQL failed' },
  examples: ['npm run query -- by-vendor --month 2016-03', 'npm run query -- "SELECT count(*) FROM trips" --json'],
  async run(line) {
    const options = readOptions(line);
    const { query } = await import('../local/query/query');
    return query(options);
  },
});

main(command, module);
