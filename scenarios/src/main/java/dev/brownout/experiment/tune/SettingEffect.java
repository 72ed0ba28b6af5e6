package dev.brownout.experiment.tune;

/**
 * Sensitivity of the margin to a setting.
 *
 * @param path path of the setting
 * @param importance for elementary effects, the mean absolute effect of the whole range of the setting on the margin
 *     (Campolongo's μ*); for Sobol' indices, the total index, the share of the variance of the margin that vanishes
 *     without the setting and its interactions
 * @param error standard error of the importance
 * @param other for elementary effects, their standard deviation, which is large for a nonlinear effect or an
 *     interaction; for Sobol' indices, the first-order index
 */
public record SettingEffect(String path, double importance, double error, double other) {}
