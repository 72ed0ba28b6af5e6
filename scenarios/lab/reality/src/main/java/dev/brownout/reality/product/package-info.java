/**
 * Trials of running products: each predicts figures with a scenario and a profile of the product, and measures them on
 * this machine. A product is one class and one line of {@link dev.brownout.reality.product.Products}; its scenarios are
 * resources.
 */
package dev.brownout.reality.product;
