Console.Error.WriteLine("busbar: this build has no commands yet.");
return 2;
