package tripstream.studio;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Permission;

/**
 * Lets in this machine only. Zeppelin's server and its interpreters speak to each other through ports that listen on
 * every address, and no setting changes that.
 */
@SuppressWarnings("removal")
public class LoopbackOnly extends SecurityManager {
  @Override
  public void checkAccept(String host, int port) {
    try {
      if (InetAddress.getByName(host).isLoopbackAddress()) return;
    } catch (UnknownHostException unknown) {
      // Refused as any other.
    }
    throw new SecurityException("A connection from " + host + " is refused");
  }

  @Override
  public void checkPermission(Permission permission) {}

  @Override
  public void checkPermission(Permission permission, Object context) {}
}
