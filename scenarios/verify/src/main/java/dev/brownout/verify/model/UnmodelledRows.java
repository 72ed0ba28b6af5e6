package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/** Rows that wait for components which do not exist yet. A component that comes takes its rows out of here. */
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
    public Map<String, String> missing() {
        return Map.of("swim", "needs membership by gossip");
    }
}
