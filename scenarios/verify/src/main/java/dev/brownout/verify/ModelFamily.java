package dev.brownout.verify;

import java.util.List;
import java.util.Map;

/** Models of one kind, and rows of their kind that no component can express yet. */
public interface ModelFamily {
    /** What its models are about, as the title of a table. */
    String title();

    /** The models, in the order of their rows. */
    List<ReferenceModel> models();

    /** Why rows are not answered, by their ids or by what these begin with. */
    default Map<String, String> missing() {
        return Map.of();
    }
}
