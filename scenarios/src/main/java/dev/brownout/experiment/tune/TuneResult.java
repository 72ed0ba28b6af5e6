package dev.brownout.experiment.tune;

import dev.brownout.experiment.Trial;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.frontier.FrontierDesign;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Result of a tuning.
 *
 * @param file scenario as written
 * @param space tuned settings
 * @param judged designs of the search that were judged by new replications, the most promising first
 * @param recommended first judged design that meets every assertion; empty if there is none
 * @param regions values of each setting that meet every assertion with the others as recommended; empty without a
 *     recommended design
 * @param method method of the ranking
 * @param effects settings by their influence on the margin, the strongest first
 * @param screened designs of the sensitivity and the search, without a verdict
 * @param constantMetric minimized metric with the same value in each design of the search, which therefore selects
 *     none; empty otherwise
 * @param usage numbers of runs
 * @param confidence probability with which all verdicts and intervals are correct together
 * @param level confidence level of a single verdict and interval (Bonferroni correction)
 * @param interrupted whether the tuning was stopped before its end
 * @param done trials that ran to their end
 */
public record TuneResult(
        ScenarioFile file,
        DesignSpace space,
        List<TunedDesign> judged,
        Optional<TunedDesign> recommended,
        List<SettingRegion> regions,
        SensitivityMethod method,
        List<SettingEffect> effects,
        List<ScreenedDesign> screened,
        Optional<String> constantMetric,
        RunUsage usage,
        double confidence,
        double level,
        boolean interrupted,
        List<Trial> done) {
    /** Maximum number of looks at the replications of a verdict. */
    public static final int MAX_INTERIM_ANALYSES = 2;

    /**
     * Numbers of runs.
     *
     * @param budget maximum number of runs
     * @param sensitivity runs of the ranking
     * @param search runs of the search
     * @param verdicts runs of the verdicts on designs of the search
     * @param region runs of the verdicts on the region
     * @param searchReplications replications that the search uses; those of verdicts have higher numbers
     * @param replications replications of a verdict at its first look
     * @param possibleVerdicts number of verdicts that the confidence level covers, per assertion
     */
    public record RunUsage(
            int budget,
            int sensitivity,
            int search,
            int verdicts,
            int region,
            int searchReplications,
            int replications,
            int possibleVerdicts) {
        /** Returns the number of runs. */
        public int runs() {
            return sensitivity + search + verdicts + region;
        }
    }

    /** Copies the lists. */
    public TuneResult {
        judged = List.copyOf(judged);
        regions = List.copyOf(regions);
        effects = List.copyOf(effects);
        screened = List.copyOf(screened);
        done = List.copyOf(done);
    }

    /** Returns the designs with a verdict, each once: those of the search, then the tested ones of the regions. */
    public List<TunedDesign> designs() {
        Map<List<Value>, TunedDesign> designs = new LinkedHashMap<>();
        Stream.concat(judged.stream(), regions.stream().flatMap(region -> region.tested().stream()))
                .forEach(design -> designs.putIfAbsent(design.values(), design));
        return List.copyOf(designs.values());
    }

    /** Returns whether a design that meets every assertion was found. */
    public boolean found() {
        return recommended.isPresent();
    }

    /** Returns the recommended value of each setting by its path; empty if there is none. */
    public Map<String, Value> best() {
        Map<String, Value> best = new LinkedHashMap<>();
        recommended.ifPresent(design -> {
            for (int i = 0; i < space.size(); i++) {
                best.put(space.settings().get(i).path(), design.values().get(i));
            }
        });
        return best;
    }

    /** Returns the number of runs of a full sweep of the same settings with the replications of a verdict. */
    public double sweepRuns() {
        return space.sweepDesigns() * usage.replications();
    }

    /**
     * Returns the designs with a verdict, unless it varies the load. They are compared by the replications of the
     * verdicts, which did not select the designs of the search.
     */
    public ComparableDesigns comparableDesigns() {
        String obstacle = ComparableDesigns.obstacle(space.variations(), true);
        List<FrontierDesign> designs = designs().stream()
                .map(design -> new FrontierDesign(space.format(design.values()), design.summary()))
                .toList();
        return new ComparableDesigns(obstacle.isEmpty() ? designs : List.of(), "", obstacle, MAX_INTERIM_ANALYSES);
    }
}
