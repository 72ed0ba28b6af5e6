package dev.brownout.experiment.tune;

/** Method that ranks the settings by their influence on the margin. */
public enum SensitivityMethod {
    /** Elementary effects (Morris, Technometrics 33, 1991). */
    MORRIS,
    /** Sobol' indices (Saltelli et al., Computer Physics Communications 181, 2010). */
    SOBOL,
    /** No ranking. */
    NONE
}
