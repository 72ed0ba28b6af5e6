package dev.brownout.language.overlay;

import dev.brownout.io.FileFormat;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;

/**
 * The version that a file of YAML is written for, by its key {@code version}. A file that says none is taken for one of
 * the newest.
 */
public final class DeclaredVersion {
    /** The key. */
    public static final String KEY = "version";

    /** Scenarios, each file for itself: a parent may be older than what is laid over it. */
    public static final FileFormat SCENARIOS = new FileFormat("scenarios", 1);

    private DeclaredVersion() {}

    /** Whether a file is for a newer program. */
    public static boolean newer(FileFormat format, Entries root) {
        return root.get(KEY) instanceof Text version && format.newer(version.value());
    }

    /** Notes where a file is for a newer program, or says what is no version. */
    public static void check(FileFormat format, Entries root, ProblemCollector findings) {
        Node node = root.get(KEY);
        if (node instanceof Text version) {
            ProblemKind rule = newer(format, root) ? ProblemKind.NEWER_VERSION : ProblemKind.VALUE;
            format.refusal(version.value()).ifPresent(why -> findings.error(rule, version.place(), why));
        } else if (node != null && !node.nothing()) {
            findings.error(node.place(), KEY + " is a whole number, such as " + format.newest());
        }
    }
}
