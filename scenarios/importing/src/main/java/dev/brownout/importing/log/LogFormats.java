package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Known log formats by name, and the recognition of the format of a log. The formats are those of nginx
 * (ngx_http_log_module: combined, and main of its packaged configuration), of the Apache HTTP server (mod_log_config:
 * common and combined), of the Application Load Balancer of AWS (its user guide, "Access log entries"), of Envoy
 * ("Access logging", default format) and of Traefik ("Access Logs", common format), and that of {@link ExtendedLog}.
 */
final class LogFormats {
    private static final String COMMON =
            "$remote_addr $remote_id $remote_user [$time_local] \"$request\" $status $body_bytes_sent";
    private static final String COMBINED = COMMON + " \"$http_referer\" \"$http_user_agent\"";
    private static final String MAIN = COMBINED + " \"$http_x_forwarded_for\"";

    private LogFormats() {}

    /**
     * Returns the format given by the user: a name, or a text with {@code $} as in the configuration of nginx or with
     * {@code %} as in that of Apache.
     *
     * @throws FormatException if it is neither
     */
    static LogFormat of(String asked) throws FormatException {
        if (asked.indexOf('$') >= 0) {
            return TemplateText.nginx("as given by --format", asked, false);
        }
        if (asked.indexOf('%') >= 0) {
            return TemplateText.apache("as given by --format", asked);
        }
        return switch (asked) {
            case "json" -> new JsonLines();
            case "common" -> TemplateText.nginx("common", COMMON, false);
            case "combined" -> TemplateText.nginx("combined", COMBINED, false);
            case "alb" -> alb();
            case "envoy" -> envoy();
            case "traefik" -> traefik();
            case "w3c" -> new ExtendedLog();
            default ->
                throw new FormatException(
                        "'" + asked + "' is not a format; expected combined, common, alb, envoy, json, traefik, "
                                + "w3c, or the text of a log_format of nginx or a LogFormat of Apache");
        };
    }

    /**
     * Returns the formats to try if none is given. If two formats match equally well, the one with more information
     * comes first.
     */
    static List<LogFormat> known() {
        try {
            List<LogFormat> all = new ArrayList<>();
            all.add(new JsonLines());
            all.add(new ExtendedLog());
            all.add(alb());
            all.add(envoy());
            all.add(traefik());
            all.add(TemplateText.nginx("combined with $request_time", COMBINED + " $request_time", false));
            all.add(TemplateText.nginx("main with $request_time", MAIN + " $request_time", false));
            all.add(TemplateText.nginx("combined", COMBINED, false));
            all.add(TemplateText.nginx("common", COMMON, false));
            all.add(TemplateText.nginx("combined, with additional fields that are ignored", COMBINED + " ", true));
            return all;
        } catch (FormatException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static LogFormat alb() {
        List<String> texts = new ArrayList<>(List.of(""));
        List<TemplateField> parts = new ArrayList<>();
        String written =
                "type end elb client target stretch stretch stretch status target_status received bytes \"request\""
                        + " \"agent\" cipher protocol group \"trace\" \"domain\" \"certificate\" priority begin";
        for (String field : written.split(" ", -1)) {
            boolean quoted = field.startsWith("\"");
            int last = texts.size() - 1;
            texts.set(last, texts.get(last) + (quoted ? "\"" : ""));
            parts.add(
                    switch (field.replace("\"", "")) {
                        case "begin" -> TemplateField.BEGAN_ISO;
                        case "stretch" -> TemplateField.STRETCH;
                        case "status" -> TemplateField.STATUS;
                        case "bytes" -> TemplateField.BYTES;
                        case "request" -> TemplateField.REQUEST;
                        default -> TemplateField.OTHER;
                    });
            texts.add(quoted ? "\" " : " ");
        }
        texts.set(texts.size() - 1, "");
        return new Template("AWS Application Load Balancer", "alb", texts, parts, true);
    }

    private static LogFormat envoy() {
        return new Template(
                "Envoy",
                "envoy",
                List.of("[", "] \"", "\" ", " ", " ", " ", " ", ""),
                List.of(
                        TemplateField.BEGAN_ISO,
                        TemplateField.REQUEST,
                        TemplateField.STATUS,
                        TemplateField.OTHER,
                        TemplateField.OTHER,
                        TemplateField.BYTES,
                        TemplateField.MILLIS),
                true);
    }

    private static LogFormat traefik() {
        return new Template(
                "Traefik",
                "traefik",
                List.of("", " ", " ", " [", "] \"", "\" ", " ", " \"", "\" \"", "\" ", " \"", "\" \"", "\" ", "ms"),
                List.of(
                        TemplateField.OTHER,
                        TemplateField.OTHER,
                        TemplateField.OTHER,
                        TemplateField.BEGAN,
                        TemplateField.REQUEST,
                        TemplateField.STATUS,
                        TemplateField.BYTES,
                        TemplateField.OTHER,
                        TemplateField.OTHER,
                        TemplateField.OTHER,
                        TemplateField.OTHER,
                        TemplateField.OTHER,
                        TemplateField.MILLIS),
                false);
    }

    /**
     * Returns the format that parses the largest number of the lines. Ties are decided by the order of {@link #known}.
     *
     * @return null if no format parses at least half of the lines
     */
    static LogFormat recognized(List<String> lines) {
        LogFormat best = null;
        int most = 0;
        for (LogFormat format : known()) {
            int understood = 0;
            int told = 0;
            for (String line : lines) {
                if (!format.aside(line)) {
                    told++;
                    understood += understands(format, line) ? 1 : 0;
                }
            }
            if (understood > most && 2 * understood >= told) {
                best = format;
                most = understood;
            }
        }
        return best;
    }

    private static boolean understands(LogFormat format, String line) {
        try {
            format.read(line);
            return true;
        } catch (UnparsableLineException otherwise) {
            return false;
        }
    }
}
