package dev.brownout.chart.heatmap;

import dev.brownout.format.VariantLabels;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;

/** Panels of several variants. Variants with the same content share a panel. */
final class Panels {
    private Panels() {}

    /**
     * Merges panels with the same content and adds the names of their variants. The panel of a single variant has no
     * heading.
     */
    static List<HeatMapChart.Panel> joined(List<HeatMapChart.Panel> each, List<VariantResult> variants) {
        if (each.size() == 1) {
            return each;
        }
        List<HeatMapChart.Panel> joined = new ArrayList<>();
        List<List<String>> names = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            int like = 0;
            while (like < joined.size() && !joined.get(like).hasSameContent(each.get(i))) {
                like++;
            }
            if (like == joined.size()) {
                joined.add(each.get(i));
                names.add(new ArrayList<>());
            }
            names.get(like).add(variants.get(i).name());
        }
        for (int i = 0; i < joined.size(); i++) {
            joined.set(i, joined.get(i).withHeading(VariantLabels.heading(names.get(i))));
        }
        return joined;
    }
}
