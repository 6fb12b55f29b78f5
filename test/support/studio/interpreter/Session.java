package tripstream.studio;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The environment that all paragraphs of all notes share, on a Flink cluster outside the
 * interpreter. Jobs outlive the interpreter. Checkpoints are off until a paragraph turns them on.
 */
final class Session {
  /** The planner keeps state in its thread: it is made in this thread, and used in no other. */
  private static final ExecutorService PLANNER =
      Executors.newSingleThreadExecutor(
          run -> {
            Thread thread = new Thread(run, "planner");
            thread.setDaemon(true);
            return thread;
          });

  private static Session session;

  final StreamExecutionEnvironment senv;
  final StreamTableEnvironment tables;
  final String flink = "http://127.0.0.1:" + System.getenv("FLINK_REST_PORT");

  private Session() {
    Configuration configuration = new Configuration();
    configuration.setString("execution.target", "remote");
    configuration.setString("rest.address", "127.0.0.1");
    configuration.setString("rest.port", System.getenv("FLINK_REST_PORT"));
    senv = new StreamExecutionEnvironment(configuration);
    tables = StreamTableEnvironment.create(senv);
    endWithServer();
  }

  static synchronized Session open() {
    try {
      if (session == null) session = PLANNER.submit(Session::new).get();
      return session;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Runs work in the planner's thread. */
  <T> T plan(Callable<T> work) throws Exception {
    try {
      return PLANNER.submit(work).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception) throw (Exception) failed.getCause();
      throw failed;
    }
  }

  /** Ends this process with the server. A killed server would otherwise leave it behind. */
  private static void endWithServer() {
    ProcessHandle.current()
        .parent()
        .ifPresent(server -> server.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
  }
}
