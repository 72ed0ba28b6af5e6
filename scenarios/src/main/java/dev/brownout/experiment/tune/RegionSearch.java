package dev.brownout.experiment.tune;

import dev.brownout.experiment.DesignVerdict;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Search for the values of each setting that meet every assertion, with the other settings at the recommended design.
 * On each side of an ordered setting it tries the end of the range, and bisects if that is not met. It tries each value
 * of a setting without an order.
 */
final class RegionSearch {
    private final DesignSpace space;
    private final TunedDesign centre;
    private final DesignJudge judge;
    private final List<Side> sides = new ArrayList<>();
    private final Map<List<Value>, TunedDesign> tested = new LinkedHashMap<>();

    /** Judge of designs. */
    @FunctionalInterface
    interface DesignJudge {
        /** Returns the verdicts on designs, in their order; fewer if the budget or the execution has ended. */
        List<TunedDesign> evaluate(List<List<Value>> designs);
    }

    /** Side of the recommended value of an ordered setting. Positions are those of {@link TunedSetting}. */
    private static final class Side {
        private final int setting;
        private final double end;
        private double met;
        private double open = Double.NaN;
        private boolean finished;

        Side(int setting, double end, double met) {
            this.setting = setting;
            this.end = end;
            this.met = met;
        }

        double next() {
            return Double.isNaN(open) ? end : (met + open) / 2;
        }

        void recordVerdict(double position, DesignVerdict verdict) {
            if (verdict == DesignVerdict.HOLDS) {
                finished = position == end;
                met = position;
            } else {
                open = position;
            }
        }
    }

    RegionSearch(DesignSpace space, TunedDesign centre, DesignJudge judge) {
        this.space = space;
        this.centre = centre;
        this.judge = judge;
        tested.put(centre.values(), centre);
        for (int i = 0; i < space.size(); i++) {
            TunedSetting setting = space.settings().get(i);
            if (setting.isOrdered()) {
                double position = setting.position(centre.values().get(i));
                sides.add(new Side(i, setting.position(setting.low()), position));
                sides.add(new Side(i, setting.position(setting.high()), position));
            }
        }
    }

    /** Returns the region of each setting after a number of steps. */
    List<SettingRegion> regions(int steps) {
        if (steps > 0) {
            boolean further = evaluate(alternatives());
            for (int step = 0; step < steps && further; step++) {
                further = step();
            }
        }
        List<SettingRegion> regions = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            int index = i;
            List<TunedDesign> along = tested.values().stream()
                    .filter(design -> space.with(
                                    design.values(), index, centre.values().get(index))
                            .equals(centre.values()))
                    .toList();
            regions.add(new SettingRegion(space.settings().get(i), i, along));
        }
        return regions;
    }

    private List<List<Value>> alternatives() {
        List<List<Value>> designs = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            TunedSetting setting = space.settings().get(i);
            if (!setting.isOrdered()) {
                for (Value value : setting.variation().values()) {
                    designs.add(space.with(centre.values(), i, value));
                }
            }
        }
        designs.remove(centre.values());
        return designs.stream()
                .filter(design -> !tested.containsKey(design))
                .distinct()
                .toList();
    }

    private boolean evaluate(List<List<Value>> designs) {
        List<TunedDesign> verdicts = designs.isEmpty() ? List.of() : judge.evaluate(designs);
        verdicts.forEach(design -> tested.put(design.values(), design));
        return verdicts.size() == designs.size();
    }

    /** Tries the next value of each unfinished side. Returns whether a further step may try more. */
    private boolean step() {
        List<List<Value>> designs = new ArrayList<>();
        for (Side side : sides) {
            List<Value> design = design(side);
            if (tested.containsKey(design)) {
                side.finished = true;
            } else if (!side.finished) {
                designs.add(design);
            }
        }
        boolean all = evaluate(designs);
        for (Side side : sides) {
            TunedDesign verdict = side.finished ? null : tested.get(design(side));
            if (verdict != null) {
                side.recordVerdict(side.next(), verdict.verdict());
            }
        }
        return all && sides.stream().anyMatch(side -> !side.finished);
    }

    private List<Value> design(Side side) {
        return space.with(
                centre.values(),
                side.setting,
                space.settings().get(side.setting).value(side.next()));
    }
}
