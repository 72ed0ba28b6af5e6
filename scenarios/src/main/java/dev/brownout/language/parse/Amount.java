package dev.brownout.language.parse;

import java.math.BigDecimal;

/**
 * An exact number with a unit.
 *
 * @param value the number in the base unit of the dimension
 * @param dimension the dimension
 */
public record Amount(BigDecimal value, Dimension dimension) {}
