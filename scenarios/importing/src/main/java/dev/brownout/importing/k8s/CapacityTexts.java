package dev.brownout.importing.k8s;

import dev.brownout.importing.k8s.WorkloadTexts.NamedText;
import dev.brownout.importing.topology.HostReferences;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists texts of a workload that say something on its capacity or its calls and that the scenario does not use: worker
 * processes, threads, pools and timeouts in variables and arguments, and addresses outside of the files.
 */
final class CapacityTexts {
    /** Names of variables and options with a limit, such as {@code WEB_CONCURRENCY} or {@code --max-connections}. */
    private static final Pattern LIMIT = Pattern.compile("(?i)-{0,2}(.*[_.\\-])?(workers?([_.\\-](processes|count|num|"
            + "connections|threads))?|concurrency|threads?([_.\\-](count|max|num|pool[_.\\-]size))?|(max|num)[_.\\-]?"
            + "(workers|threads|connections?|conns?)|pool[_.\\-]?(size|max|min|timeout)|max[_.\\-]?pool[_.\\-]?size|"
            + "max[_.\\-]?(active|open[_.\\-]?conns?)|timeout([_.\\-](ms|millis|seconds|secs?))?|gomaxprocs|"
            + "(max[_.\\-]?)?retries)");

    /** Amount with an optional unit of time. */
    private static final Pattern AMOUNT = Pattern.compile("\\d+(\\.\\d+)?\\s*(ms|s|m|h)?");

    /** Options in the command of a server, also inside a line of a shell. */
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)(?:-w|--workers?|--threads|--concurrency|--timeout|"
            + "--max-connections|--pool-size)[ =](\\d+)(?!\\S)");

    /** Host of an address with a scheme, without the name of a user. */
    private static final Pattern HOST = Pattern.compile("[a-z][a-z0-9+.]*://(?:[^@/\\s]*@)?([A-Za-z0-9][\\w.\\-]*)");

    private static final Pattern OWN_HOST = Pattern.compile("localhost|0\\.0\\.0\\.0|127\\..*");

    private static final String LIMITS =
            "it is not used here; 'workers', 'queue', 'pool' and 'timeout' of a part are such" + " limits";

    private final ImportedCluster cluster;

    CapacityTexts(ImportedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Lists the texts of a workload.
     *
     * @param name name of its part
     */
    void leaveOut(Workload workload, String name) {
        HostReferences hosts =
                new HostReferences(cluster.services().hosts(workload.manifest().namespace()));
        for (NamedText text : WorkloadTexts.of(workload, cluster.configs())) {
            if (LIMIT.matcher(text.key()).matches()
                    && AMOUNT.matcher(text.value()).matches()) {
                text.origin().ignore("the limit " + text.key() + " of", name, LIMITS);
            } else if (OPTION.matcher(text.value()).find()) {
                text.origin().ignore("worker processes, threads or timeouts in the command of", name, LIMITS);
            } else if (text.key().equals("-w") && AMOUNT.matcher(text.value()).matches()) {
                text.origin().ignore("the worker processes in the command of", name, LIMITS);
            } else if (hosts.addresses(text.key(), text.value()).isEmpty()) {
                outside(text, name);
            }
        }
    }

    private static void outside(NamedText text, String name) {
        Matcher host = HOST.matcher(text.value());
        if (host.find() && !OWN_HOST.matcher(host.group(1)).matches()) {
            text.origin()
                    .ignore(
                            "an address of " + host.group(1) + " in the settings of",
                            name,
                            "it is in none of the files; add a part for it if requests call it");
        }
    }
}
