package dev.brownout.importing.topology;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a configuration, such as a variable or a command, that may contain a limit of a program or an address. Only
 * the name of a variable and the host of an address are taken from it.
 *
 * @param key name of a variable or option; empty if there is none
 * @param value complete text
 */
public record LimitText(String key, String value) {
    /** Reason for which limits in texts are left out. */
    public static final String LIMITS =
            "it is not used here; 'workers', 'queue', 'pool' and 'timeout' of a part are such limits";

    /** Reason for which addresses outside of the files are left out. */
    public static final String OUTSIDE = "it is in none of the files; add a part for it if requests call it";

    /** Names of variables and options with a limit, such as {@code WEB_CONCURRENCY} or {@code --max-connections}. */
    private static final Pattern LIMIT = Pattern.compile("(?i)-{0,2}(.*[_.\\-])?(workers?([_.\\-](processes|count|num|"
            + "connections|threads))?|concurrency|threads?([_.\\-](count|max|num|pool[_.\\-]size))?|(max|num)[_.\\-]?"
            + "(workers|threads|connections?|conns?|clients)|pool[_.\\-]?(size|max|min|timeout)|max[_.\\-]?pool"
            + "[_.\\-]?size|max[_.\\-]?(active|open[_.\\-]?conns?)|timeout([_.\\-](ms|millis|seconds|secs?))?"
            + "|gomaxprocs|(max[_.\\-]?)?retries|(max[_.\\-]?)?attempts|users|vus|rps)");

    /** Amount with an optional unit of time. */
    private static final Pattern AMOUNT = Pattern.compile("\\d+(\\.\\d+)?\\s*(ms|s|m|h)?");

    /** Options in the command of a server, also inside a line of a shell. */
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)(?:-w|--workers?|--threads|--concurrency|--timeout|"
            + "--max-connections|--max_connections|--pool-size|--maxclients)[ =](\\d+)(?!\\S)"
            + "|(?<!\\S)-t \\d+:\\d+(?!\\S)|\\b(?:max_connections|statement_timeout)=\\d+"
            + "|-XX:ActiveProcessorCount=\\d+");

    /** Largest heap of a Java process. */
    private static final Pattern HEAP = Pattern.compile("(?<!\\S)-Xmx\\d+[kKmMgG]?(?!\\S)");

    /** Limit in the query of an address, such as {@code ?pool_max=7}. */
    private static final Pattern QUERY = Pattern.compile(
            "[?&](?:connection_limit|max(?:Pool)?Size|pool[_\\w]*|max[_\\w]*conn\\w*)=\\d+", Pattern.CASE_INSENSITIVE);

    /** Host of an address with a scheme, without the name of a user. */
    private static final Pattern HOST = Pattern.compile("[a-z][a-z0-9+.]*://(?:[^@/\\s]*@)?([A-Za-z0-9][\\w.\\-]*)");

    /** Key of a value that is a host. */
    private static final Pattern HOST_KEY = Pattern.compile("(?i)(.*[_.\\-])?(host|hostname|addr|address|endpoint)");

    /** Name of a host with a domain, and its port. */
    private static final Pattern DOMAIN = Pattern.compile("([A-Za-z0-9][\\w\\-]*(?:\\.[\\w\\-]+)+)(?::\\d+)?");

    private static final Pattern OWN_HOST = Pattern.compile("localhost|0\\.0\\.0\\.0|127\\..*");

    /** Returns a description of the limit in the text, followed by the name of a part; empty if there is none. */
    public Optional<String> limit() {
        boolean amount = AMOUNT.matcher(value).matches();
        if (amount && LIMIT.matcher(key).matches()) {
            return Optional.of("the limit " + key + " of");
        }
        if (OPTION.matcher(value).find()) {
            return Optional.of("worker processes, threads, connections or timeouts in the command of");
        }
        if (amount && key.equals("-w")) {
            return Optional.of("the worker processes in the command of");
        }
        if (HEAP.matcher(value).find()) {
            return Optional.of("the size of the heap (-Xmx) of");
        }
        return QUERY.matcher(value).find()
                ? Optional.of("the limit of connections in an address of")
                : Optional.empty();
    }

    /**
     * Returns the host of an address with a scheme, or of a name with a domain below the key of a host; empty if there
     * is none, or if it is the own host.
     */
    public Optional<String> host() {
        Matcher domain = DOMAIN.matcher(value);
        boolean isDomain = HOST_KEY.matcher(key).matches() && domain.matches();
        Matcher host = isDomain ? domain : HOST.matcher(value);
        return (isDomain || host.find()) && !OWN_HOST.matcher(host.group(1)).matches()
                ? Optional.of(host.group(1).replaceFirst("\\.$", ""))
                : Optional.empty();
    }
}
