package tripstream.studio;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Permission;

/**
 * Accepts connections only from this machine. Zeppelin's server and its interpreters talk to each
 * other through ports that listen on every address, and no setting changes that.
 */
@SuppressWarnings("removal")
public class LoopbackOnly extends SecurityManager {
  @Override
  public void checkAccept(String host, int port) {
    try {
      if (InetAddress.getByName(host).isLoopbackAddress()) return;
    } catch (UnknownHostException unknown) {
      // An unknown host is refused like any other.
    }
    throw new SecurityException("A connection from " + host + " is refused");
  }

  @Override
  public void checkPermission(Permission permission) {}

  @Override
  public void checkPermission(Permission permission, Object context) {}
}
