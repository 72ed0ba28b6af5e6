package dev.brownout.experiment;

import dev.brownout.export.Dataset;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import java.util.List;

/** Formatter of the findings of an experiment in all output forms. */
public interface FindingsText {
    /** Returns the lines for a terminal; the findings are first. */
    List<String> lines();

    /** Returns the data for programs: facts about the experiment, and a table. */
    Dataset data();

    /**
     * Returns the report page.
     *
     * @param pictures charts of the findings
     */
    ExperimentReport page(ReportFrame frame, List<Picture> pictures);
}
