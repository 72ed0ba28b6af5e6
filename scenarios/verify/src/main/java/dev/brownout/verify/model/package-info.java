/**
 * Models that must reproduce known answers: one file a family, one line each in
 * {@link dev.brownout.verify.model.Families}. What the scenario language can say stands in the resource of the model's
 * name and can be run by itself; the rest is Java.
 */
package dev.brownout.verify.model;
