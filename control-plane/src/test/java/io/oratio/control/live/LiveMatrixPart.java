package io.oratio.control.live;

import io.oratio.control.SessionViews;
import io.oratio.control.rig.MatrixPart;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The live channel over a bus in this process.
@MatrixPart
@Configuration(proxyBeanMethods = false)
@Import({LiveFeature.class, SessionViews.class})
public class LiveMatrixPart {}
