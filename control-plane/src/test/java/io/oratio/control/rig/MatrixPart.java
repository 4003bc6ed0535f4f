package io.oratio.control.rig;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a feature's configuration (in its own test package) for the tests that are generated from
/// the contract: it imports the feature, gives it its stores in memory, and has a [SampleRecord]
/// for each name in its paths. [AllFeatures] finds it.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MatrixPart {}
