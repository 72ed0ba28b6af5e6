package dev.brownout.importing.topology;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text of a configuration, such as a variable or a command, that may contain a limit of a program. Only the name of a
 * variable is taken from it.
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

    /** Reason for which a second use of a queue of jobs is left out. */
    public static final String QUEUE_ONLY = "here it is a queue only; add a cache for the reads of the same Redis";

    /** Reason for which limits of memory are left out. */
    public static final String MEMORY =
            "the memory that its requests use is not in the files; 'memory' and 'heap' of a server have both";

    /** Reason for which volumes are left out. */
    public static final String VOLUMES =
            "the size of its rows is not in the files; 'storage' and 'disk' of a database have both";

    /** Names of variables and options with a limit, such as {@code WEB_CONCURRENCY} or {@code --max-connections}. */
    private static final Pattern LIMIT = Pattern.compile("(?i)-{0,2}(.*[_.\\-])?(workers?([_.\\-](processes|count|num|"
            + "connections|threads))?|concurrency|threads?([_.\\-](count|max|num|pool[_.\\-]size))?|(max|num)[_.\\-]?"
            + "(workers|threads|connections?|conns?|clients)|pool[_.\\-]?(size|max|min|timeout)|max[_.\\-]?pool"
            + "[_.\\-]?size|max[_.\\-]?(active|open[_.\\-]?conns?)|timeout([_.\\-](ms|millis|seconds|secs?))?"
            + "|(max|limit|rate)[\\w.\\-]*[_.\\-]per[_.\\-](second|sec|minute|min|hour|day)"
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
}
