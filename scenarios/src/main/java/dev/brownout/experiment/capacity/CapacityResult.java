package dev.brownout.experiment.capacity;

import dev.brownout.experiment.frontier.ComparableDesigns;
import java.util.List;

/** Result of a capacity search. */
public sealed interface CapacityResult permits LargestLoad, SmallestDesigns {
    /** Returns the results of all tried designs. */
    SearchResult searchResult();

    /** Returns whether a load or design that meets every assertion was found. */
    boolean found();

    /** Returns whether the search was stopped before its end. It then covers only some of the designs. */
    boolean interrupted();

    /**
     * Returns the tested designs of the search, unless it varies the load. A clearly overloaded design ends at the
     * first of two looks.
     */
    default ComparableDesigns comparableDesigns() {
        String obstacle = ComparableDesigns.obstacle(searchResult().variations(), true);
        return obstacle.isEmpty()
                ? searchResult().sweep().comparableDesigns()
                : new ComparableDesigns(List.of(), "", obstacle, 1);
    }
}
