package tripstream.studio;

import java.util.Properties;
import org.apache.zeppelin.interpreter.Interpreter;
import org.apache.zeppelin.interpreter.InterpreterContext;

/** An interpreter that uses the one session. The session outlives it. */
abstract class SessionInterpreter extends Interpreter {
  SessionInterpreter(Properties properties) {
    super(properties);
  }

  @Override
  public void open() {
    Session.open();
  }

  @Override
  public void close() {}

  @Override
  public int getProgress(InterpreterContext context) {
    return 0;
  }
}
