package dev.brownout.verify;

import java.util.List;
import java.util.Map;

/** Group of reference models of one kind, and of reference values that the simulator cannot express yet. */
public interface ModelFamily {
    /** Title of the family, used as the title of a table. */
    String title();

    /** Reference models of the family, in the order of their reference values. */
    List<ReferenceModel> models();

    /** Reasons for reference values without a model, by id or id prefix. */
    default Map<String, String> missing() {
        return Map.of();
    }
}
