package dev.brownout.importing.log;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kind of file that contains no requests that can be read as an access log, with the way to a file that does. A kind is
 * recognized by the first lines.
 */
enum ForeignLog {
    GATLING_BINARY(
            "\u0000\u0000\u0000\u0000[\u0003-\u0014][0-9]+[.][0-9]+.*",
            "a simulation.log of Gatling 3.12 or later, which is binary and not read; use the log of Gatling 3.11, or"
                    + " export the results of each request"),
    VEGETA_BINARY(
            ".*(?:Result|Attack).*Latency.*",
            "results of vegeta in their binary form (gob), which are not read; run 'vegeta encode --to json'"),
    BINARY(
            ".*[\u0000\u0001\u0002\u0003\u0004\u0005\u0006].*",
            "binary, not a log in lines of text; decompress it, or export it as text"),
    HAPROXY_TCP(
            "\\S+:[0-9]+ \\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:.]+\\] \\S+ \\S+/\\S+ [-+0-9]+/[-+0-9]+/[-+0-9]+"
                    + " [-+0-9]+ \\S\\S [0-9]+/.*",
            "a log of HAProxy with option tcplog, which has connections instead of requests; set option httplog"),
    CLASSIC_TCP(
            "[0-9TZ:.-]+ \\S+ \\S+ \\S+ [-0-9.]+ [-0-9.]+ [-0-9.]+ - - [0-9]+ [0-9]+ \"- - - ?\".*",
            "an access log of a Classic Load Balancer with a TCP listener, which has connections instead of requests"),
    NETWORK_LOAD_BALANCER(
            "tls [0-9.]+ [0-9T:-]+ net/.*",
            "an access log of a Network Load Balancer, which has connections instead of requests"),
    FLOW_LOG("[0-9]+ [0-9]{12} eni-[0-9a-f]+ .*", "VPC flow logs, which have network connections instead of requests"),
    NGINX_ERRORS(
            "[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9:]{8} \\[(?:error|warn|notice|crit|alert|emerg|info|debug)\\] [0-9]+#[0-9]+"
                    + ":.*",
            "an error log of nginx; import its access log"),
    APACHE_ERRORS(
            "\\[[A-Z][a-z]{2} [A-Z][a-z]{2} [0-9]{2} [0-9:.]+ [0-9]{4}\\] \\[\\S+:\\S+\\] \\[pid .*",
            "an error log of Apache; import its access log"),
    RAILS(
            "(?:Started (?:GET|POST|PUT|PATCH|DELETE|HEAD) \"/.*|Processing by \\S+#\\S+ as .*"
                    + "|Completed [0-9]{3} .* in [0-9]+ms.*)",
            "the default log of Rails, with several lines for each request; log one line for each request, with"
                    + " lograge"),
    JSON_ARRAY("\\[ *(?:\\{.*)?", "one JSON array; write one object per line, as 'jq -c .[]' does"),
    JSON_MESSAGES(
            "\\{ ?\".*\\}",
            "JSON without requests: no line has a path and a method or a status, as an application log; import the"
                    + " access log of the server, or log the requests with these fields"),
    MESSAGES(
            "(?:(?:level|lvl|ts|time)=.*"
                    + "|\\[?(?:[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ][0-9:]{8}|[0-9]{2}:[0-9]{2}:[0-9]{2}[.,]).*"
                    + "\\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|trace|debug|info|warn|error|level=[a-z]+)"
                    + "\\b.*)",
            "an application log: its messages have no requests with a method, a path, a status and a time; import the"
                    + " access log of the server in front of it");

    private static final double LEAST_SHARE = 0.5;

    private final Pattern pattern;
    private final String description;

    ForeignLog(String regex, String description) {
        this.pattern = Pattern.compile(regex, Pattern.DOTALL);
        this.description = description;
    }

    /** Returns the description of the file with these first lines, or an empty text if its kind is unknown. */
    static String description(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        List<String> inner = FormatRecognition.innermost(lines);
        for (ForeignLog kind : values()) {
            if (kind.matches(lines) || kind.matches(inner)) {
                return "this is " + kind.description;
            }
        }
        return "";
    }

    private boolean matches(List<String> lines) {
        return switch (this) {
            case GATLING_BINARY, JSON_ARRAY -> matches(lines.get(0));
            case VEGETA_BINARY ->
                BINARY.matches(lines.get(0)) && matches(String.join("\n", lines.subList(0, Math.min(3, lines.size()))));
            default -> share(lines.stream()) >= LEAST_SHARE * lines.size();
        };
    }

    private long share(Stream<String> lines) {
        return lines.filter(this::matches).count();
    }

    private boolean matches(String line) {
        return pattern.matcher(line.length() > 2000 ? line.substring(0, 2000) : line)
                .matches();
    }
}
