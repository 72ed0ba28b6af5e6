package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Steps that the hosts of a component execute themselves, besides the steps of incoming requests. */
public interface StepLists {
    /** Returns the lists of steps by their configuration path within the component. */
    Map<String, List<Step>> stepLists();

    /** Returns the lists of steps of a component by their configuration path within it. */
    static Map<String, List<Step>> stepLists(ComponentSpec spec) {
        return spec instanceof StepLists lists ? lists.stepLists() : Collections.emptyMap();
    }

    /** Returns the steps of all lists of a component. */
    static List<Step> steps(ComponentSpec spec) {
        return stepLists(spec).values().stream().flatMap(List::stream).toList();
    }
}
