package dev.brownout.language.parse;

import java.math.BigDecimal;

/**
 * A number with a unit, exact.
 *
 * @param value in the dimension's base unit
 * @param dimension what it measures
 */
public record Amount(BigDecimal value, Dimension dimension) {}
