package dev.brownout.verify.model;

import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import java.util.List;
import java.util.Map;

/** Rows that wait for components which do not exist yet. A component that comes takes its rows out of here. */
final class Pending implements Family {

    @Override
    public String title() {
        return "Later";
    }

    @Override
    public List<Model> models() {
        return List.of();
    }

    @Override
    public Map<String, String> missing() {
        return Map.of("swim", "needs membership by gossip");
    }
}
