package tripstream.studio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.util.ExceptionUtils;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResult.Code;
import org.apache.zeppelin.interpreter.util.SqlSplitter;
import org.apache.zeppelin.scheduler.Scheduler;
import org.apache.zeppelin.scheduler.SchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interprets %flink.ssql as Studio's interpreter does. A paragraph with an INSERT is RUNNING as long
 * as its job. A cancelled paragraph leaves its job behind. A SET holds for its paragraph. A
 * statement that fails is logged whole.
 */
public class SqlInterpreter extends SessionInterpreter {
  private static final Logger LOGGER = LoggerFactory.getLogger(SqlInterpreter.class);
  private static final Pattern SET = Pattern.compile("SET\\s+'([^']+)'\\s*=\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMENTS = Pattern.compile("\\A(\\s*--.*\\n)+");
  private static final long LOOK_MILLISECONDS = 250;

  private final Map<String, Thread> running = new ConcurrentHashMap<>();

  public SqlInterpreter(Properties properties) {
    super(properties);
  }

  @Override
  public InterpreterResult interpret(String text, InterpreterContext context) {
    running.put(context.getParagraphId(), Thread.currentThread());
    String[] current = {""};
    try {
      JobClient job = Session.open().plan(() -> execute(text, context, current));
      if (job != null) await(job, context);
      return new InterpreterResult(Code.SUCCESS);
    } catch (InterruptedException cancelled) {
      return new InterpreterResult(Code.ERROR, "Flink job is failed");
    } catch (Exception failure) {
      LOGGER.error("Fail to run sql:" + current[0], failure);
      String said = "Fail to run sql command: " + current[0] + "\n" + ExceptionUtils.stringifyException(failure);
      return new InterpreterResult(Code.ERROR, said);
    } finally {
      running.remove(context.getParagraphId());
    }
  }

  /**
   * Runs the statements of a paragraph.
   *
   * @param current receives the statement under way
   * @return the job; null if the paragraph has no INSERT
   */
  private static JobClient execute(String text, InterpreterContext context, String[] current) throws Exception {
    Session session = Session.open();
    Configuration options = session.tables.getConfig().getConfiguration();
    Map<String, String> before = options.toMap();
    try {
      List<String> inserts = new ArrayList<>();
      for (String statement : new SqlSplitter("--").splitSql(text)) {
        current[0] = statement;
        String words = COMMENTS.matcher(statement).replaceFirst("").trim();
        Matcher set = SET.matcher(words);
        if (set.matches()) set(session, options, set.group(1), set.group(2));
        else if (words.startsWith("INSERT")) inserts.add(statement);
        else session.tables.executeSql(LocalKinesis.in(statement));
      }
      current[0] = String.join(";\n", inserts);
      return inserts.isEmpty() ? null : submit(session, options, inserts, context);
    } finally {
      options.toMap().keySet().stream()
          .filter(key -> !before.containsKey(key))
          .forEach(key -> options.removeConfig(ConfigOptions.key(key).stringType().noDefaultValue()));
      before.forEach(options::setString);
    }
  }

  private static JobClient submit(
      Session session, Configuration options, List<String> inserts, InterpreterContext context) {
    if (inserts.size() > 1 && !context.getBooleanLocalProperty("runAsOne", false))
      throw new IllegalArgumentException("Several INSERTs want runAsOne=true");
    // A job without a name is named by its text.
    options.setString("pipeline.name", context.getStringLocalProperty("jobName", String.join(";\n", inserts)));
    StatementSet all = session.tables.createStatementSet();
    inserts.forEach(all::addInsertSql);
    return all.execute().getJobClient().orElseThrow();
  }

  private static void set(Session session, Configuration options, String key, String value) {
    if (key.startsWith("table.")) options.setString(key, value);
    else if (Boolean.parseBoolean(System.getenv("SET_TAKES_EVERY_KEY")))
      session.senv.configure(Configuration.fromMap(Map.of(key, value)));
    // Zeppelin 0.10.1 answers so too.
    else throw new IllegalArgumentException(key + " is not a valid table/sql config");
  }

  private static void await(JobClient job, InterpreterContext context) throws Exception {
    context.getIntpEventClient().onParaInfosReceived(jobInfo(job, context));
    for (; ; Thread.sleep(LOOK_MILLISECONDS)) {
      JobStatus status = job.getJobStatus().get();
      if (status == JobStatus.FINISHED) return;
      if (status.isTerminalState()) job.getJobExecutionResult().get();
    }
  }

  private static Map<String, String> jobInfo(JobClient job, InterpreterContext context) {
    Map<String, String> info = new HashMap<>();
    info.put("noteId", context.getNoteId());
    info.put("paraId", context.getParagraphId());
    info.put("label", "FLINK JOB");
    info.put("tooltip", "View in Flink web UI");
    info.put("jobUrl", Session.open().flink + "#/job/" + job.getJobID());
    return info;
  }

  /** Cancels the paragraph. Its job goes on, and Zeppelin no longer knows it. */
  @Override
  public void cancel(InterpreterContext context) {
    Thread thread = running.get(context.getParagraphId());
    if (thread != null) thread.interrupt();
  }

  @Override
  public Scheduler getScheduler() {
    return SchedulerFactory.singleton().createOrGetParallelScheduler(SqlInterpreter.class.getName(), 10);
  }

  @Override
  public FormType getFormType() {
    return FormType.SIMPLE;
  }
}
