package dev.brownout.language.overlay;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import java.util.List;
import java.util.Optional;

/** A section as seen by the layers: the settings that may be applied to it, and how. */
public interface LayeredSection {
    /** Returns the name of the section. */
    String name();

    /** Returns whether variants and the command line may set values in it by path. */
    boolean isSettable();

    /** Returns whether parameters are replaced by their values in it. */
    boolean parametric();

    /**
     * Returns the path at which a setting is applied. The element at its beginning must exist; keys within it may be
     * new.
     *
     * @param steps the path as written, from the name of the section
     * @return the path, or an empty list if there is no such element, which is then reported
     */
    List<String> path(Entries root, List<String> steps, SourceLocation location, ProblemCollector findings);

    /** Returns the map that a single value abbreviates, so that a key can be set in it; empty if there is none. */
    Optional<Entries> expand(Text single);

    /** Returns an element of the section without the keys that are replaced when the given key is set. */
    Entries exclude(Entries item, String key);
}
