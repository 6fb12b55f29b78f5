package tripstream.studio;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterResult;

/** Interprets %flink: of Scala, it knows only the two calls that the project's note makes. */
public class FlinkInterpreter extends SessionInterpreter {
  private static final Pattern INTERVAL = Pattern.compile("senv\\.enableCheckpointing\\((\\d+)L\\)");
  private static final Pattern PAUSE =
      Pattern.compile("senv\\.getCheckpointConfig\\.setMinPauseBetweenCheckpoints\\((\\d+)L\\)");

  public FlinkInterpreter(Properties properties) {
    super(properties);
  }

  @Override
  public InterpreterResult interpret(String text, InterpreterContext context) {
    StreamExecutionEnvironment senv = Session.open().senv;
    for (String line : text.trim().split("\\s*\\n\\s*")) {
      Matcher interval = INTERVAL.matcher(line);
      Matcher pause = PAUSE.matcher(line);
      if (interval.matches()) senv.enableCheckpointing(Long.parseLong(interval.group(1)));
      else if (pause.matches())
        senv.getCheckpointConfig().setMinPauseBetweenCheckpoints(Long.parseLong(pause.group(1)));
      else return new InterpreterResult(InterpreterResult.Code.ERROR, "error: not found: " + line);
    }
    return new InterpreterResult(InterpreterResult.Code.SUCCESS);
  }

  @Override
  public void cancel(InterpreterContext context) {}

  @Override
  public FormType getFormType() {
    return FormType.NATIVE;
  }
}
