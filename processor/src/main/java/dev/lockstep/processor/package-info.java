/**
 * The annotation processor: {@link dev.lockstep.processor.read} takes an instruction set from its source, {@link
 * dev.lockstep.processor.check} finds what is wrong with it and makes a model, {@link dev.lockstep.processor.generate}
 * writes classes from the model.
 */
package dev.lockstep.processor;
