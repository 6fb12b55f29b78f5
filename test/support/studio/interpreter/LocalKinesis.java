package tripstream.studio;

/** Points tables, which name only Kinesis's region as in AWS, to the endpoint on this machine. */
final class LocalKinesis {
  private static final String REGION = "'aws.region' = ";

  static String in(String statement) {
    String endpoint = System.getenv("KINESIS_ENDPOINT");
    String options = option("aws.endpoint", endpoint)
        + option("aws.credentials.provider", "BASIC")
        + option("aws.credentials.basic.accesskeyid", "local")
        + option("aws.credentials.basic.secretkey", "local")
        // By default the sink uses HTTP/2, which needs TLS.
        + (statement.contains("'scan.") ? "" : option("sink.http-client.protocol.version", "HTTP1_1"));
    return statement.replace(REGION, options + REGION);
  }

  private static String option(String name, String value) {
    return "'" + name + "' = '" + value + "', ";
  }

  private LocalKinesis() {}
}
