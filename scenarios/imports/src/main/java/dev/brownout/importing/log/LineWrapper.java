package dev.brownout.importing.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notation of a system that collects the output of programs line by line. It adds a time, a host or the name of a
 * container to each line.
 */
enum LineWrapper {
    /**
     * JSON with the line as a text: Docker (json-file logging driver), Fluent Bit, Logstash, journald, Cloud Logging.
     */
    JSON("JSON of a log collector") {
        @Override
        WrappedLine unwrap(String line) {
            return line.startsWith("{") ? collected(line) : null;
        }
    },
    /** Container runtime interface of Kubernetes (kubernetes/design-proposals, "CRI logging"): time, stream, tag. */
    CRI("the container runtime's log") {
        @Override
        WrappedLine unwrap(String line) {
            int space = line.indexOf(' ');
            boolean out = line.startsWith(" stdout ", space);
            boolean shaped = space > 18 && (out || line.startsWith(" stderr ", space)) && line.length() > space + 10;
            return shaped ? wrapped(line.substring(space + 10), line.substring(0, space), !out) : null;
        }
    },
    /** Syslog (RFC 3164 and RFC 5424), rsyslog with ISO times, and the short forms of journalctl. */
    SYSLOG("syslog") {
        @Override
        WrappedLine unwrap(String line) {
            return match(line, SYSLOG_OLD, SYSLOG_ISO, SYSLOG_NEW);
        }
    },
    /** A name before the line, as from {@code docker compose logs} and {@code kubectl logs --prefix}. */
    NAMED("names of containers") {
        @Override
        WrappedLine unwrap(String line) {
            return match(line, COMPOSE, PREFIX);
        }
    },
    /** Default format of the logger of Ruby, with or without a tag of Rails. */
    RUBY("Ruby's logger") {
        @Override
        WrappedLine unwrap(String line) {
            return match(line, RUBY_LOGGER);
        }
    },
    /** A time before the line, as from {@code kubectl logs --timestamps} and {@code docker logs --timestamps}. */
    TIMED("times before the lines") {
        @Override
        WrappedLine unwrap(String line) {
            return match(line, TIME);
        }
    },
    /** A text before a JSON object, as the console encoder of Caddy writes it. */
    TEXT_BEFORE_JSON("text before JSON") {
        @Override
        WrappedLine unwrap(String line) {
            int brace = line.indexOf('{');
            boolean shaped = brace > 0 && brace < LONGEST_PREFIX && line.endsWith("}");
            return shaped ? wrapped(line.substring(brace), ISO.matcher(line), false) : null;
        }
    },
    /** Colours of a terminal (ECMA-48). */
    COLOURED("colours of a terminal") {
        @Override
        WrappedLine unwrap(String line) {
            return line.indexOf('\u001b') < 0
                    ? null
                    : new WrappedLine(COLOUR.matcher(line).replaceAll(""), LogFormat.NO_TIME, false);
        }
    };

    private static final int LONGEST_PREFIX = 300;
    private static final String STAMP = "[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}"
            + "(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?";
    private static final Pattern ISO = Pattern.compile("(" + STAMP + ")");
    private static final Pattern TIME = Pattern.compile("(?:<[0-9]{1,3}>)?(" + STAMP + ")[ \\t]+(.*)");
    private static final String PRIORITY = "(?:<[0-9]{1,3}>)?";
    private static final String TAG = "[^\\s:\\[]{1,64}(?:\\[[^\\]]{1,64}\\])?: ?(.*)";
    private static final Pattern SYSLOG_OLD = Pattern.compile(
            PRIORITY + "([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}) (?:[^\\s:\\[]{1,255} )?" + TAG);
    private static final Pattern SYSLOG_ISO = Pattern.compile(PRIORITY + "(" + STAMP + ") [^\\s:\\[]{1,255} " + TAG);
    private static final Pattern SYSLOG_NEW = Pattern.compile("(?:[0-9]+ )?<[0-9]{1,3}>1 (" + STAMP
            + ") \\S+ \\S+ \\S+ (?:\\S+ )?(?:- |(?:\\[(?:[^\\]\"]|\"(?:[^\"\\\\]|\\\\.)*+\")*+\\])+ )?(.*)");
    private static final Pattern COMPOSE = Pattern.compile("()[A-Za-z0-9_.-]{1,100} +\\| (.*)");
    private static final Pattern PREFIX = Pattern.compile("()\\[pod/[^\\]]{1,300}\\] (.*)");
    private static final Pattern RUBY_LOGGER = Pattern.compile(
            "[A-Z], \\[(" + STAMP + ") *#[0-9]+\\] +[A-Z]+ -- [^:]{0,100}: (?:\\[[^\\]]{0,100}\\] )*(.*)");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final List<String> TEXTS = List.of("log", "message", "MESSAGE", "textPayload", "msg", "line");
    private static final List<String> TIMES =
            List.of("time", "@timestamp", "timestamp", "__REALTIME_TIMESTAMP", "ts", "receiveTimestamp");

    private final String label;

    LineWrapper(String label) {
        this.label = label;
    }

    /** Returns the human-readable name. */
    String label() {
        return label;
    }

    /** Returns the line inside a line, or null if the line does not have this notation. */
    abstract WrappedLine unwrap(String line);

    private static WrappedLine match(String line, Pattern... patterns) {
        for (Pattern pattern : patterns) {
            Matcher match = pattern.matcher(line);
            if (match.matches()) {
                return wrapped(match.group(2), match.group(1), false);
            }
        }
        return null;
    }

    private static WrappedLine wrapped(String text, Matcher time, boolean error) {
        return wrapped(text, time.lookingAt() ? time.group(1) : "", error);
    }

    private static WrappedLine wrapped(String text, String time, boolean error) {
        return new WrappedLine(text, micros(time), error);
    }

    private static long micros(String time) {
        if (time.isEmpty()) {
            return LogFormat.NO_TIME;
        }
        try {
            boolean named = Character.isLetter(time.charAt(0));
            boolean dated = time.length() > 4 && (time.charAt(4) == '-' || time.charAt(4) == '/');
            return named ? Timestamps.syslog(time) : dated ? new Timestamps().iso(time) : Timestamps.epoch(time);
        } catch (UnparsableLineException none) {
            return LogFormat.NO_TIME;
        }
    }

    private static WrappedLine collected(String line) {
        String text = null;
        String time = "";
        boolean error = false;
        try (JsonParser parser = FACTORY.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (text == null && TEXTS.contains(name) && value == JsonToken.VALUE_STRING) {
                    text = parser.getText();
                } else if (time.isEmpty() && TIMES.contains(name) && value != JsonToken.VALUE_NULL) {
                    time = parser.getText();
                } else if (name.equals("stream")) {
                    error = parser.getText().equals("stderr");
                }
            }
        } catch (IOException broken) {
            return null;
        }
        return text == null ? null : wrapped(text.stripTrailing(), time, error);
    }
}
