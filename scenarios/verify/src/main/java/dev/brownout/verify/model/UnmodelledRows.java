package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Reference values of components that do not exist yet. A new component removes its reference values from this list.
 */
final class UnmodelledRows implements ModelFamily {

    @Override
    public String title() {
        return "Later";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of();
    }

    @Override
    public Map<String, String> reasonsWithoutModel() {
        return Map.of("swim", "needs gossip membership");
    }
}
