/** Reference models of one component each over a grid of parameters, with closed forms. */
package dev.brownout.verify.model.grid;
