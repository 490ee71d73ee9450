//! The functions a template may name, and the types of their parameters.

/// Which functions exist besides Go's built-in ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionSet {
    /// Those of the service, unit-path and drop-in templates.
    Service,
    /// Those of all other templates: stages, relays, management commands, package formats, builders.
    Format,
}

/// The type of a parameter, as far as arguments are checked against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterType {
    /// `reflect.Value`: takes everything, an absent value included, and sees whether it came from an `any`.
    Reflected,
    Any,
    Int,
    Str,
    StrList,
    BoolPtr,
    /// `[]map[string]any`
    MapList,
}

/// The parameters of a function: so many fixed ones, and perhaps any number of one more type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signature {
    pub(super) fixed: &'static [ParameterType],
    pub(super) variadic: Option<ParameterType>,
}

impl Signature {
    /// The type of the parameter at a position, for positions within the number of arguments allowed.
    pub(super) fn parameter(&self, index: usize) -> ParameterType {
        self.fixed.get(index).copied().or(self.variadic).unwrap_or(ParameterType::Any)
    }
}

macro_rules! functions {
    ($($set:ident { $($variant:ident $name:literal ($($fixed:ident),*) $(+ $rest:ident)?;)* })*) => {
        /// A function known by name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Function { $($($variant,)*)* }

        impl Function {
            /// The name it has in a template.
            pub(super) fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)* }
            }

            pub(super) fn signature(self) -> Signature {
                match self {
                    $($(Self::$variant => Signature {
                        fixed: &[$(ParameterType::$fixed),*],
                        variadic: functions!(@rest $($rest)?),
                    },)*)*
                }
            }

            $(fn $set(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            })*
        }
    };
    (@rest) => { None };
    (@rest $rest:ident) => { Some(ParameterType::$rest) };
}

functions! {
    builtin {
        And "and" (Reflected) + Reflected;
        Or "or" (Reflected) + Reflected;
        Not "not" (Reflected);
        Call "call" (Reflected) + Reflected;
        Html "html" () + Any;
        Js "js" () + Any;
        UrlQuery "urlquery" () + Any;
        Index "index" (Reflected) + Reflected;
        Slice "slice" (Reflected) + Reflected;
        Len "len" (Reflected);
        Print "print" () + Any;
        Printf "printf" (Str) + Any;
        Println "println" () + Any;
        Eq "eq" (Reflected) + Reflected;
        Ne "ne" (Reflected, Reflected);
        Lt "lt" (Reflected, Reflected);
        Le "le" (Reflected, Reflected);
        Gt "gt" (Reflected, Reflected);
        Ge "ge" (Reflected, Reflected);
    }
    service {
        JoinTexts "join" (StrList, Str);
        DerefBool "derefBool" (BoolPtr);
        SystemdRestart "systemdRestart" (Str);
        SupervisordRestart "supervisordRestart" (Str);
        SystemdStdout "systemdStdout" (Str);
        SupervisordLog "supervisordLog" (Str);
        SupervisordLogMaxbytes "supervisordLogMaxbytes" (Str);
    }
    format {
        JoinAny "join" (Any, Str);
        Quote "quote" (Any);
        Default "default" (Any, Any);
        SplitFirst "splitFirst" (Str, Str);
        Replace "replace" (Str, Str, Str);
        HasSuffix "hasSuffix" (Str, Str);
        ShQuote "shquote" (Str);
        AnyRepoHasUrl "anyRepoHasURL" (MapList);
        CacheMounts "cacheMounts" (Any);
        CacheMountsOwned "cacheMountsOwned" (Any, Int, Int);
        CacheMountsAuto "cacheMountsAuto" (Any, Int, Int);
    }
}

impl FunctionSet {
    pub(super) fn find(self, name: &str) -> Option<Function> {
        let own = match self {
            Self::Service => Function::service(name),
            Self::Format => Function::format(name),
        };
        own.or_else(|| Function::builtin(name))
    }
}
