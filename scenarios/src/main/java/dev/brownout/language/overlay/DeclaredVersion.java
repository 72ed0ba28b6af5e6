package dev.brownout.language.overlay;

import dev.brownout.io.FileFormat;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;

/**
 * The version that a YAML file is written for, from its key {@code version}. A file without the key has the version
 * that the program reads.
 */
public final class DeclaredVersion {
    /** Key of the version. */
    public static final String KEY = "version";

    /** File format of scenarios. A scenario and each file that it uses declare their versions separately. */
    public static final FileFormat SCENARIOS = new FileFormat("scenarios", 1);

    private DeclaredVersion() {}

    /** Returns whether a file requires a newer program. */
    public static boolean newer(FileFormat format, Entries root) {
        return root.get(KEY) instanceof Text version && format.newer(version.value());
    }

    /** Reports a file that requires a newer program, or a value that is not a version. */
    public static void check(FileFormat format, Entries root, ProblemCollector findings) {
        Node node = root.get(KEY);
        if (node instanceof Text version) {
            ProblemKind rule = newer(format, root) ? ProblemKind.NEWER_VERSION : ProblemKind.VALUE;
            format.refusal(version.value()).ifPresent(why -> findings.error(rule, version.location(), why));
        } else if (node != null && !node.isNull()) {
            findings.error(node.location(), KEY + " is a whole number, such as {}", format.version());
        }
    }
}
