/** Conditions under which parameters have an effect. */
package dev.brownout.spec.effect;
