package dev.brownout.language.overlay;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import java.util.List;
import java.util.Optional;

/** A section as far as layers know it: what is laid over it, and how. */
public interface LayeredSection {
    /** Its name. */
    String name();

    /** Whether variants and the command line may set what stands in it, by paths. */
    boolean settable();

    /** Whether the values of parameters are put in. */
    boolean parametric();

    /**
     * The path at which a setting is laid over it: the thing that it begins with exists, while what is set in that may
     * be new.
     *
     * @param steps the path as it was written, from the name of the section
     * @return empty where there is no such thing, which is then among the findings
     */
    List<String> path(Entries root, List<String> steps, SourceLocation at, ProblemCollector findings);

    /** The map for which a single value stands, so that something can be set in it; empty where it stands for none. */
    Optional<Entries> opened(Text single);

    /** One of the things in it without whatever a key takes the place of when it is set. */
    Entries without(Entries thing, String key);
}
