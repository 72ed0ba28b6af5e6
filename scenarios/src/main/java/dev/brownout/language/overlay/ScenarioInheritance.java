package dev.brownout.language.overlay;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import java.util.Optional;

/**
 * Applies a scenario to the parent that it uses, and the parent to its own parent. Each file has one parent; at most
 * three levels.
 */
public final class ScenarioInheritance {
    /** The section that names the parent. */
    public static final String SECTION = "use";

    private static final int MAXIMUM = 3;

    private final Library library;
    private final ReferencedFiles files;
    private final ProblemCollector findings;

    /** Creates a resolver that finds parents in a library, or else among the files that a scenario may name. */
    public ScenarioInheritance(Library library, ReferencedFiles files, ProblemCollector findings) {
        this.library = library;
        this.files = files;
        this.findings = findings;
    }

    /**
     * Returns the scenario applied to all its parents.
     *
     * @throws InvalidScenarioException if one of them requires a newer program
     */
    public Entries mergeParents(Entries own) throws InvalidScenarioException {
        return mergeParents(own, 0);
    }

    private Entries mergeParents(Entries own, int depth) throws InvalidScenarioException {
        checkVersion(own);
        Node use = own.get(SECTION);
        Entries plain = own.exclude(SECTION);
        if (use == null || use.isNull()) {
            return plain;
        }
        if (!(use instanceof Text name)) {
            findings.error(use.location(), "use names one parent: a file, or a scenario of the library");
            return plain;
        }
        if (depth == MAXIMUM) {
            findings.error(use.location(), "parents of parents are nested more than {} deep", MAXIMUM);
            return plain;
        }
        Optional<String> text = library.text(name.value());
        if (text.isEmpty()) {
            try {
                text = Optional.of(files.text(name.value(), YamlReader.MOST_BYTES));
            } catch (ValueException unreadable) {
                findings.error(use.location(), unreadable);
                return plain;
            }
        }
        Node parent = YamlReader.read(name.value(), text.get(), SourceLocation.USE, findings);
        if (!(parent instanceof Entries entries)) {
            return plain;
        }
        return (Entries) Node.merge(mergeParents(entries, depth + 1), plain);
    }

    /**
     * Rejects a file that requires a newer program, with that error alone: other apparent errors may be valid there.
     */
    private void checkVersion(Entries own) throws InvalidScenarioException {
        boolean newer = DeclaredVersion.newer(DeclaredVersion.SCENARIOS, own);
        ProblemCollector found = newer ? new ProblemCollector() : findings;
        DeclaredVersion.check(DeclaredVersion.SCENARIOS, own, found);
        if (newer) {
            found.throwIfAny();
        }
    }
}
