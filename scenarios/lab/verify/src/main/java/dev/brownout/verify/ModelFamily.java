package dev.brownout.verify;

import java.util.List;
import java.util.Map;

/** Group of related reference models. It may also list reference values that have no model. */
public interface ModelFamily {
    /** Returns the title of the family, used as the title of a table. */
    String title();

    /** Returns the reference models of the family, in the order of their reference values. */
    List<ReferenceModel> models();

    /**
     * Returns the reasons for reference values without a model. The key is the id of the reference value or a prefix of
     * ids.
     */
    default Map<String, String> reasonsWithoutModel() {
        return Map.of();
    }
}
