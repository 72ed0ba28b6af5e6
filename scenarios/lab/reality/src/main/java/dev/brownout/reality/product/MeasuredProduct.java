package dev.brownout.reality.product;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A real product with its trials. */
interface MeasuredProduct {
    /** Returns the name, which is also that of the folder with the scenarios. */
    String name();

    /** Returns the required programs, each with its package of Debian. Libraries are those of this module. */
    Map<String, String> programs();

    /** Returns the version of the installed product. */
    String version(Lab lab) throws IOException, InterruptedException;

    /**
     * Measures the unknown values of the scenarios: times of service without waiting, and capacities. The results
     * replace <code>${name}</code> in the scenarios. A file of times is written to the folder of the lab.
     *
     * @return the values by name
     */
    Map<String, String> calibrated(Lab lab) throws Exception;

    /** Returns at least five trials. */
    List<ProductTrial> trials();
}
