/** Balancers that have a capacity and can be lost themselves, held to what arithmetic knows of them. */
package dev.brownout.balancers;
