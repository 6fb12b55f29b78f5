/** Whether the engines can run here. */
import { judge } from '../../../../local/engines/availability';
import { chooseJava } from '../../../../local/engines/jvm/java';
import { readDownloadedBytes } from '../../../../local/engines/jvm/maven';

const answer = (from: string, version: string) => ({
  from,
  text: `Property settings:\n    java.home = /opt/java-${version}\n    java.version = ${version}\n    java.version.date = 2025-04-15\n\nopenjdk version "${version}"\n`,
});
const JAVA = { home: '/opt/java-17.0.15', version: '17.0.15' };

describe('choosing a Java', () => {
  it('takes the first that the engines run on', () => {
    expect(chooseJava([answer('JAVA_HOME', '11.0.2'), answer('the PATH', '17.0.15')])).toEqual(JAVA);
  });

  it('refuses one without a security manager, which OpenSearch 2 needs', () => {
    expect(chooseJava([answer('the PATH', '24.0.1')])).toBe('Java 24.0.1 from the PATH is not in the range 17 to 23');
    expect(chooseJava([answer('the PATH', '23')])).toEqual({ home: '/opt/java-23', version: '23' });
  });

  it('names each that is too old, and where it was found', () => {
    expect(chooseJava([answer('JAVA_HOME (/old)', '1.8.0_392'), answer('the PATH', '11.0.2')])).toBe(
      'Java 1.8.0_392 from JAVA_HOME (/old) is not in the range 17 to 23, and Java 11.0.2 from the PATH is not in the range 17 to 23',
    );
  });

  it('reports that none runs', () => {
    expect(chooseJava([{ from: 'the PATH' }])).toBe('Java is not installed');
  });
});

describe('what is missing for the engines', () => {
  it('is nothing with Java and Maven', () => {
    expect(judge(JAVA, true)).toEqual({ ok: true, java: JAVA });
  });

  it.each([
    ['Java', judge('Java is not installed', true), /Java is not installed/],
    ['Maven', judge(JAVA, false), /Maven \(mvn\) is not installed, and not all engines are fetched yet/],
    ['both', judge('Java is not installed', false), /Java is not installed; Maven \(mvn\) is not installed/],
  ])('is reported in one line with the remedy: %s', (_, availability, lack) => {
    if (availability.ok) throw new Error('nothing is missing');
    expect(availability.missing).toMatch(lack);
    expect(availability.missing).toMatch(
      /apt-get install openjdk-17-jre-headless maven.*brew install openjdk@17 maven/,
    );
    expect(availability.missing).not.toContain('\n');
  });
});

describe("Maven's report of a download", () => {
  it('counts jars and zips as Maven rounds them', () => {
    expect(readDownloadedBytes('[INFO] Downloaded from central: here/a-1.jar (1.5 MB at 3.0 MB/s)')).toBe(1_500_000);
    expect(readDownloadedBytes('[INFO] Downloaded from mirror: here/b-1.zip (45 kB at 1.0 MB/s)')).toBe(45_000);
  });

  it('leaves out poms and everything else', () => {
    expect(readDownloadedBytes('[INFO] Downloaded from central: here/a-1.pom (18 kB at 45 kB/s)')).toBeUndefined();
    expect(readDownloadedBytes('[INFO] BUILD SUCCESS')).toBeUndefined();
  });
});
