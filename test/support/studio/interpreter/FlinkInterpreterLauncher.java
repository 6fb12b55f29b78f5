package org.apache.zeppelin.interpreter.launcher;

import org.apache.zeppelin.conf.ZeppelinConfiguration;
import org.apache.zeppelin.interpreter.recovery.RecoveryStorage;

/** Zeppelin starts the "flink" interpreters with a class of this name, which Maven does not have. */
public class FlinkInterpreterLauncher extends StandardInterpreterLauncher {
  public FlinkInterpreterLauncher(ZeppelinConfiguration configuration, RecoveryStorage recovery) {
    super(configuration, recovery);
  }
}
