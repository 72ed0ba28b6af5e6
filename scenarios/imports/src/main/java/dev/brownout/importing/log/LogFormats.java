package dev.brownout.importing.log;

import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Known log formats by name. The formats are those of
 *
 * <ul>
 *   <li>nginx (ngx_http_log_module: combined, and main of its packaged configuration) and its ingress controller
 *       (kubernetes.github.io/ingress-nginx, "Log format"),
 *   <li>the Apache HTTP server (mod_log_config: common and combined),
 *   <li>HAProxy (configuration manual, sections 8.2.3 "HTTP log format" and {@code option httplog clf}),
 *   <li>Envoy ("Access logging", default format) and Istio ("Envoy Access Logs", default format),
 *   <li>the Application Load Balancer and the Classic Load Balancer of AWS (user guides, "Access log entries"), and
 *       Amazon S3 ("Amazon S3 server access log format"),
 *   <li>Traefik ("Access Logs", common format), and Squid (its native format, "Squid LogFormat"),
 * </ul>
 *
 * and those of {@link JsonLines}, {@link LogfmtLines}, {@link FrameworkLines} and {@link ExtendedLog}.
 */
final class LogFormats {
    private static final String COMMON =
            "$remote_addr $remote_id $remote_user [$time_local] \"$request\" $status $body_bytes_sent";
    private static final String COMBINED = COMMON + " \"$http_referer\" \"$http_user_agent\"";
    private static final String MAIN = COMBINED + " \"$http_x_forwarded_for\"";

    private static final String CLF = "$addr $id $user [$ended] \"$request\" $status $bytes";
    private static final String HAPROXY_TIMERS = "$receive/$queue/$connect/$response/$millis";
    private static final String HAPROXY_LEFT_OUT =
            "the timers of HAProxy for the parts of a request (its receipt, the queue, the connection) and its counts"
                    + " of connections; the response time is the total time (Ta)";
    private static final String ISTIO = "Istio (Envoy)";
    private static final String UPSTREAM_TIME = "the time of the upstream (X-ENVOY-UPSTREAM-SERVICE-TIME)";
    private static final String PARTS_OF_BALANCER =
            "the parts of a response time before, at and after the backend; here it is their sum";

    /**
     * Lines of HAProxy that are no HTTP requests: changes of proxies and servers, errors of connections, and
     * connections of frontends in TCP mode (configuration manual, sections 8.2.2 and 8.2.5).
     */
    private static final Pattern HAPROXY_ASIDES = Pattern.compile(
            "(?:.*\\bhaproxy\\[[0-9]+\\]: )?(?:(?:Proxy |Stopping |Pausing |Resuming |Loading |Connect from )"
                    + "\\S+.*|(?:Backup )?[Ss]erver \\S+/\\S+ (?:is|was|:|succeeded|failed).*|Health check for .*"
                    + "|backend \\S+ (?:has|is) .*|\\[(?:NOTICE|WARNING|ALERT)\\].*"
                    + "|\\S+ \\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:.]+\\] \\S+: .*"
                    + "|\\S+ \\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:.]+\\] \\S+ \\S+/\\S+ [-+0-9]+/"
                    + "[-+0-9]+/[-+0-9]+ [-+0-9]+ \\S\\S [0-9]+/[0-9]+/[0-9]+/[0-9]+/\\+?[0-9]+ [0-9]+/[0-9]+)");

    private LogFormats() {}

    /**
     * Returns the format given by the user: a name, or a text with {@code $} as in the configuration of nginx or of API
     * Gateway, or with {@code %} as in that of Apache, after {@code tomcat:} as in that of Tomcat 9, or after
     * {@code haproxy:} as in that of HAProxy.
     *
     * @throws FormatException if it is none of these
     */
    static LogFormat format(String format) throws FormatException {
        if (format.indexOf('$') >= 0 || format.indexOf('%') >= 0) {
            return TemplateText.parse(format);
        }
        return switch (format) {
            case "json" -> new JsonLines();
            case "logfmt" -> new LogfmtLines();
            case "common" -> TemplateText.nginx("common", COMMON, false);
            case "combined" -> TemplateText.nginx("combined", COMBINED, false);
            case "alb" -> alb();
            case "elb" -> elb();
            case "s3" -> s3();
            case "haproxy" -> haproxy();
            case "squid" -> squid();
            case "envoy" -> envoy();
            case "istio" -> istio("$details $termination \"$failure\"");
            case "ingress-nginx" -> ingress();
            case "traefik" -> traefik();
            case "w3c" -> new ExtendedLog();
            default ->
                throw new FormatException(Sentence.of(
                        "'{}' is not a format; expected combined, common, alb, elb, s3, haproxy, squid, envoy, "
                                + "istio, ingress-nginx, traefik, w3c, json, logfmt, or the text of a "
                                + "log_format of nginx, a LogFormat of Apache, 'haproxy:' and a log-format of "
                                + "HAProxy, or 'tomcat:' and a pattern of Tomcat 9",
                        format));
        };
    }

    /**
     * Returns the formats to try if none is given. If two formats match equally well, the one with more information
     * comes first.
     */
    static List<LogFormat> known() {
        try {
            List<LogFormat> all = new ArrayList<>();
            all.addAll(LoadTestLines.known());
            all.add(new JsonLines());
            all.add(new ExtendedLog());
            all.add(alb());
            all.add(elb());
            all.add(s3());
            all.add(haproxy());
            all.add(haproxyCommon());
            all.add(squid());
            all.add(envoy());
            all.add(istio("$details $termination \"$failure\""));
            all.add(istio("\"$mixer\" \"$failure\""));
            all.add(traefik());
            all.add(ingress());
            all.add(TemplateText.nginx("combined with $request_time", COMBINED + " $request_time", false));
            all.add(TemplateText.nginx("main with $request_time", MAIN + " $request_time", false));
            all.add(TemplateText.nginx("combined", COMBINED, false));
            all.add(TemplateText.nginx("common", COMMON, false));
            all.add(TemplateText.product(
                    "combined, with additional fields that are ignored unless they are a response time",
                    COMBINED + " ",
                    CLF + " \"$referer\" \"$agent\" $trailing",
                    false));
            all.add(TemplateText.product(
                    "common, with additional fields that are ignored unless they are a response time",
                    COMMON + " ",
                    CLF + " $trailing",
                    false));
            all.add(new LogfmtLines());
            all.addAll(FrameworkLines.known());
            return all;
        } catch (FormatException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static LogFormat alb() {
        return TemplateText.product(
                        "AWS Application Load Balancer",
                        "alb",
                        "$type $end $elb $client $backend $stretch $stretch $stretch $status $target_status $received"
                                + " $bytes \"$request\" \"$agent\" $cipher $protocol $target_group \"$trace\""
                                + " \"$domain\" \"$certificate\" $priority $began_iso",
                        true)
                .leavingOut(PARTS_OF_BALANCER);
    }

    /** Returns the format of the Classic Load Balancer. Entries of TCP listeners have no request. */
    private static LogFormat elb() {
        return TemplateText.product(
                        "AWS Classic Load Balancer",
                        "elb",
                        "$began_iso $elb $client $backend $stretch $stretch $stretch $status $backend_status $received"
                                + " $bytes \"$request\"",
                        true)
                .leavingOut(
                        "the status of the backend, where it differs from that of the load balancer",
                        PARTS_OF_BALANCER);
    }

    private static LogFormat s3() {
        return TemplateText.product(
                        "Amazon S3 server access log",
                        "s3",
                        "$owner $bucket [$began] $ip $requester $id $operation $key \"$request\" $status $error $bytes"
                                + " $object_size $millis $turnaround",
                        true)
                .leavingOut("the turn-around time of S3, which is a part of the total time");
    }

    private static LogFormat haproxy() {
        return TemplateText.product(
                        "HAProxy (option httplog)",
                        "haproxy",
                        "$client [$clock] $frontend $group/$backend " + HAPROXY_TIMERS + " $status $bytes"
                                + " $request_cookie $response_cookie $state $connections $queues \"$request\"",
                        true)
                .leavingOut(HAPROXY_LEFT_OUT)
                .withAsides(HAPROXY_ASIDES);
    }

    private static LogFormat haproxyCommon() {
        return TemplateText.product(
                        "HAProxy (option httplog clf)",
                        "haproxy",
                        CLF + " \"$referer\" \"$agent\" $port $fraction \"$frontend\" \"$group\" \"$backend\" $receive"
                                + " $queue $connect $response $millis $state",
                        true)
                .leavingOut(HAPROXY_LEFT_OUT)
                .withAsides(HAPROXY_ASIDES);
    }

    /** Returns the native format of Squid, in which a line has the time of the end and the elapsed milliseconds. */
    private static LogFormat squid() {
        return TemplateText.product(
                        "Squid",
                        "squid",
                        "$ended_epoch $millis $client $cache/$status $bytes $method $path $user $hierarchy $type",
                        false)
                .leavingOut("the hierarchy codes of Squid with the servers behind it");
    }

    private static LogFormat envoy() {
        return TemplateText.product(
                        "Envoy",
                        "envoy",
                        "[$began_iso] \"$request\" $status $state $received $bytes $millis $rest_of_envoy",
                        false)
                .leavingOut(UPSTREAM_TIME);
    }

    private static LogFormat istio(String details) {
        return TemplateText.product(
                        ISTIO,
                        "istio",
                        "[$began_iso] \"$request\" $status $state " + details
                                + " $received $bytes $millis $rest_of_envoy",
                        false)
                .leavingOut(UPSTREAM_TIME);
    }

    private static LogFormat ingress() {
        return TemplateText.product(
                        "ingress-nginx",
                        "ingress-nginx",
                        CLF + " \"$referer\" \"$agent\" $length $seconds_of_nginx [$upstream_name] $rest_of_ingress",
                        false)
                .leavingOut("$upstream_response_time, the part of the response time that the upstream needs, and"
                        + " $upstream_status");
    }

    private static LogFormat traefik() {
        return TemplateText.product(
                "Traefik",
                "traefik",
                "$addr $id $user [$began] \"$request\" $status $bytes \"$referer\" \"$agent\" $count \"$router\""
                        + " \"$backend\" ${millis}ms",
                false);
    }
}
