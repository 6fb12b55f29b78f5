package org.apache.zeppelin.interpreter.launcher;

import org.apache.zeppelin.conf.ZeppelinConfiguration;
import org.apache.zeppelin.interpreter.recovery.RecoveryStorage;

/** Zeppelin starts interpreters of the group "flink" by a class of this name, which is not published to Maven. */
public class FlinkInterpreterLauncher extends StandardInterpreterLauncher {
  public FlinkInterpreterLauncher(ZeppelinConfiguration configuration, RecoveryStorage recovery) {
    super(configuration, recovery);
  }
}
