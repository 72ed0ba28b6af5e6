/**
 * Reference models with known results: one file per family, with one line each in
 * {@link dev.brownout.verify.model.Families}. A model in the scenario language is a resource with the name of the model
 * and can be run by itself. All remaining models are in Java.
 */
package dev.brownout.verify.model;
